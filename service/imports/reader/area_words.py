"""The words that tell which area of administrative reform is meant, by how much each weighs."""

HEADINGS: tuple[tuple[str, str], ...] = (
    ("investment_climate", r"moi truong dau tu|nang luc canh tranh|thu hut dau tu"),
    (
        "institutions",
        r"\bthe che\b|van ban quy pham phap luat|thi hanh phap luat|(?:thi|ban) hanh van ban",
    ),
    ("procedures", r"thu tuc hanh chinh|\btthc\b|mot cua|dich vu cong"),
    (
        "organisation",
        r"hai long|\bbo may\b|(?:sap xep|kien toan) to chuc|tinh gon|phan cap",
    ),
    ("public_finance", r"tai chinh|ngan sach|tai san cong"),
    ("civil_service", r"ky cuong|cong vu|cong chuc|\bcan bo\b|\bdoi ngu\b|vi tri viec lam"),
    (
        "digital_government",
        (
            r"de an 06|doi moi sang tao|chinh quyen (?:dien tu|so)|chinh phu (?:dien tu|"
            r"so)|chuyen doi so|hien dai hoa|"
            r"cong nghe thong tin|ha tang so|du lieu so|nen tang so|\bcntt\b"
        ),
    ),
    (
        "steering",
        (
            r"chi dao|dieu hanh|tuyen truyen|quan triet|kiem tra (?:cong tac )?(?:cchc|cai "
            r"cach)|"
            r"cong tac lanh dao|lanh dao cua (?:cap uy|dang|to chuc dang|chi bo)|"
            r"(?:vai tro|trach nhiem),? (?:trach nhiem )?(?:cua )?(?:cap uy|nguoi dung dau)"
        ),
    ),
)
SUBJECTS: tuple[tuple[str, float, str], ...] = (
    (
        "steering",
        5.0,
        (
            r"tuyen truyen(?:[^.;]{0,20})(?:cchc|cai cach hanh chinh)|chi so cai cach hanh "
            r"chinh|par index|kiem tra (?:cong tac )?(?:cchc|cai cach hanh chinh)|dieu tra xa "
            r"hoi "
            r"hoc"
        ),
    ),
    (
        "steering",
        4.0,
        (
            r"chi bo[^.;]{0,30}(?:ban hanh|xay dung)[^.;]{0,20}(?:nghi quyet|ke hoach)|"
            r"phan cong[^.;]{0,40}(?:phu trach|theo doi)"
        ),
    ),
    (
        "steering",
        3.0,
        (
            r"quan triet|chi dao,? dieu hanh|ke hoach (?:cchc|cai cach hanh chinh)|"
            r"nhiem vu (?:do )?(?:duoc )?(?:[^.;,]{0,40} )?giao\b|"
            r"nhiem vu (?:trong|tai|theo|cua|neu tai) (?:ke hoach|phu luc|chuong trinh)|"
            r"sang kien|mo hinh|chuyen (?:muc|trang)|xac dinh chi so"
        ),
    ),
    ("steering", 1.5, r"tuyen truyen|cchc|cai cach hanh chinh"),
    (
        "steering",
        2.0,
        (
            r"nguoi dung dau|thi dua|cham diem|tieu chi|tai lieu kiem chung|dien hinh|"
            r"ban chi dao|giao ban|nghi quyet (?:chi bo|hang nam|hang thang)|"
            r"chuong trinh cong tac|nhiem vu duoc[^.;]{0,25} giao|truyen thanh|quan triet"
        ),
    ),
    (
        "institutions",
        4.0,
        r"\bthe che\b|quy pham phap luat|v?b?qppl\b|thi hanh phap luat|he thong hoa",
    ),
    (
        "institutions",
        3.0,
        (
            r"van ban (?:quy pham )?phap luat|(?:pho bien|giao duc|"
            r"tuyen truyen),? (?:giao duc )?"
            r"phap luat|(?:ra soat|kiem tra|xu ly|bai bo)[^.;]{0,30} van ban|"
            r"nghi quyet (?:cua )?(?:hdnd|hoi dong nhan dan)|ban hanh nghi quyet|"
            r"du thao (?:van ban|nghi quyet|quyet dinh)|doi tuong chiu tac dong|het hieu luc"
        ),
    ),
    (
        "institutions",
        2.0,
        r"tinh phap ly|phap che|ban hanh van ban|bai bo|quy dinh khong phu hop",
    ),
    ("institutions", 1.0, r"phap luat|du thao|co che, chinh sach"),
    ("institutions", 0.6, r"van ban(?! (?:di|den|dien tu|chi dao|cua dang))"),
    ("steering", 1.5, r"cap uy|to chuc dang|cu the hoa|van ban giay"),
    ("organisation", 4.0, r"nguoi lam viec huong luong|so luong nguoi lam viec"),
    ("public_finance", 4.0, r"tu bao dam (?:mot phan |toan bo )?(?:kinh phi |chi )"),
    ("civil_service", 3.0, r"quy tac ung xu|cbccv\w*"),
    ("civil_service", 2.0, r"lanh dao, quan ly"),
    (
        "digital_government",
        4.0,
        r"van ban[^.;]{0,15} (?:tren|qua) (?:phan mem|moi truong|he thong)",
    ),
    (
        "digital_government",
        3.5,
        (
            r"dieu hanh tac nghiep|(?:chi bo|thon|ap|gia dinh|danh tinh) so\b(?! \d)|"
            r"may tinh|may quet|trang thong tin dien tu|khong giay(?: to)?"
        ),
    ),
    (
        "procedures",
        4.0,
        r"thu tuc hanh chinh|\btthc\b|mot cua|dich vu cong|dia gioi hanh chinh",
    ),
    (
        "procedures",
        3.0,
        r"ho so truc tuyen|su dung lai|tai su dung|huong dan[^.;]{0,25}(?:quay|nop|ho so)\b",
    ),
    (
        "procedures",
        2.0,
        (
            r"ho so(?! cong viec| suc khoe)|thu tuc|phan anh,? kien nghi|qua han|"
            r"kien nghi cua (?:nguoi dan|to chuc|cong dan)|"
            r"dung han|(?<!khong )giay to|cap phep|cap giay|"
            r"tra ket qua|tiep nhan|niem yet|chung thuc|ho tich|buu chinh|buu dien|xin loi|"
            r"duong day nong|quay giao dich|lay so|thoi gian cho|thoi gian giai quyet|"
            r"quy trinh|"
            r"don thu|phi dia gioi|phuc vu hanh chinh cong|"
            r"thanh toan truc tuyen|ket qua giai quyet|tre han|"
            r"di lai nhieu lan|phai di lai|chi phi tuan thu|"
            r"noi tiep nhan|dung hen|cong khai[^.;]{0,20} phi, le phi"
        ),
    ),
    ("organisation", 6.0, r"sipas|hai long cua [^.;]{0,60}(?:su phuc vu|y te|giao duc|kham)"),
    ("organisation", 3.0, r"hai long"),
    ("procedures", 4.0, r"hai long[^.;]{0,40}(?:giai quyet|tra loi|tiep nhan|dich vu cong)"),
    (
        "organisation",
        4.0,
        (
            r"bo may|tinh gon|tinh gi[a]m? ?n? ?bien che|bien che|"
            r"phan cap, phan quyen|dieu chinh chuc nang|dau moi|kien toan|"
            r"chuc nang, nhiem vu[^.;]{0,50}(?:phong|co quan|don vi|trung tam)|"
            r"chong cheo nhiem vu|"
            r"sap xep[^.;]{0,20}(?:\bap\b|thon|ban|khu pho|to dan pho|don vi|phong)"
        ),
    ),
    ("organisation", 2.0, r"don vi su nghiep|uy quyen|quy che lam viec"),
    ("organisation", 1.5, r"sap xep|su nghiep cong lap|phan cap"),
    (
        "civil_service",
        4.0,
        r"(?:cong chuc|can bo|vien chuc)[^.;]{0,25}\b(?:dao tao|boi duong|tap huan|chuan hoa)",
    ),
    (
        "civil_service",
        4.0,
        (
            r"vi tri viec lam|(?<!thu )cong vu|tuyen dung|dao tao, boi duong|trinh do|"
            r"ky luat, ky cuong|ky cuong|ngach|chuc danh|chuyen doi vi tri"
        ),
    ),
    (
        "civil_service",
        2.5,
        (
            r"can bo,? cong chuc|cong chuc|vien chuc|cbccvc|boi duong|tap huan|khung nang luc|"
            r"xu ly trach nhiem|danh gia can bo|nhan luc|can bo,? dang vien|"
            r"thu hut (?:nhan (?:luc|tai)|nguoi co|bac si|giao vien|chuyen gia)|"
            r"phien ha|nhung nhieu|dao duc|van hoa cong so|luan chuyen|bo tri can bo|"
            r"(?:thay the|dieu chuyen)[^.;]{0,30}can bo|doi ngu|quy hoach can bo|bo nhiem|"
            r"danh gia, xep loai|le loi lam viec|ban mo ta|tien luong|thi dua, khen thuong|"
            r"thai do phuc vu|gio hanh chinh|giao tiep|mim cuoi|cam on"
        ),
    ),
    (
        "public_finance",
        4.0,
        (
            r"tai chinh|tai san cong|chi thuong xuyen|von dau tu|dau tu cong|nha,? dat|"
            r"nsnn|quyet toan|du toan|chi truc tiep|quy che chi tieu|chi tieu noi bo|"
            r"tru so doi du|thu,? (?:va )?chi|chong lang phi|lang phi|giai ngan"
        ),
    ),
    (
        "public_finance",
        2.5,
        (
            r"van phong pham|hoi hop|in an|tien dien|dien, nuoc|chi (?:phi )?hanh chinh|"
            r"ngan sach|tu chu|kinh phi|tiet kiem|nguon thu|nhiem vu chi|khoan (?:thu|chi|"
            r"dong gop)|"
            r"mua sam|tiet giam|hoi nghi, tiep khach|tai san|dau thau|no dong"
        ),
    ),
    (
        "digital_government",
        4.0,
        (
            r"chinh quyen (?:dien tu|so)|chuyen doi so|nen tang so|ha tang so|"
            r"tro ly ao|an toan thong tin|an ninh mang|ioffice|du lieu (?:so|mo|dung chung)|"
            r"ndxp|"
            r"lgsp|"
            r"tri tue nhan tao|van ban dien tu|ky so|chu ky so|"
            r"(?:he thong|phan mem) quan ly van ban|"
            r"(?:hoa don|suc khoe|benh an|so diem) dien tu|hoc ba so|"
            r"so hoa[^.;]{0,25} (?:luu tru|dang vien|tai lieu)|"
            r"cong nghe so|(?:xa hoi|kinh te|cong dan|nang luc) so|binh dan hoc vu so|de an 06|"
            r"he thong thong tin(?! giai quyet)"
        ),
    ),
    (
        "digital_government",
        2.0,
        (
            r"du lieu|cong nghe|cntt|ung dung|ky nang so|truc tuyen|moi truong so|so hoa|wifi|"
            r"internet|phan mem|truyen so lieu|"
            r"ket noi mang|ho so cong viec|xu ly cong viec|"
            r"so tay dang vien dien tu|lom song|moi truong mang|moi truong dien tu|thong minh|"
            r"cong dong so|khong dung tien mat|thanh toan dien tu|\b(?:4|5)g\b|trang thiet bi|"
            r"tro ly ao|dinh danh dien tu|can cuoc|vneid|ma qr|camera"
        ),
    ),
    (
        "investment_climate",
        5.0,
        (
            r"moi truong dau tu|nang luc canh tranh|\bpci\b|thu hut dau tu|"
            r"doi thoai[^.;]{0,40}(?:doanh nghiep|kinh doanh|hop tac xa|nha dau tu)"
        ),
    ),
    (
        "investment_climate",
        3.0,
        (
            r"(?:kho khan|vuong mac|kien nghi|ho tro)[^.;]{0,30}(?:doanh nghiep|hop tac xa|"
            r"ho kinh doanh|nha dau tu)|du an dau tu|dang ky kinh doanh|nha dau tu"
        ),
    ),
    ("civil_service", 1.0, r"can bo"),
    ("investment_climate", 0.8, r"doanh nghiep|dau tu|kinh doanh"),
)
