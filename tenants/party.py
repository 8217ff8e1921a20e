"""The kinds of units that a Party committee has; stored with the unit.

Source: the structure of a commune's Party committee: standing committee, office, advisory
boards, inspection commission, cells.
"""

STANDING = "standing_committee"  # Thường trực, Ban Thường vụ
OFFICE = "party_office"  # Văn phòng
BOARD = "party_board"  # Ban tham mưu, giúp việc
COMMISSION = "party_inspection_committee"  # Ủy ban Kiểm tra
CELL = "party_cell"  # chi bộ
