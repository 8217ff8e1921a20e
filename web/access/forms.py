"""The forms of signing in and of one's own account."""

from wtforms.validators import ValidationError

from tenants.passwords import SHORTEST
from web.forms import Form, RadioChoiceField, SecretField, TextField, identity

LONGEST_LOGIN = 100
FEWEST_CHARACTERS = 5  # different ones: "aaaaaaaaaaaa" is no password


class SignInForm(Form):
    """Name and password."""

    login = TextField("Tên đăng nhập", required="Hãy gõ tên đăng nhập.", most=LONGEST_LOGIN)
    password = SecretField("Mật khẩu", required="Hãy gõ mật khẩu.")


class PasswordForm(Form):
    """A new password in the place of the present one."""

    password = SecretField("Mật khẩu hiện tại", required="Hãy gõ mật khẩu hiện tại.")
    new_password = SecretField("Mật khẩu mới", required="Hãy gõ mật khẩu mới.")
    again_password = SecretField("Gõ lại mật khẩu mới", required="Hãy gõ lại mật khẩu mới.")

    def validate_new_password(self, field: SecretField) -> None:
        """Refuse what is guessed first."""
        if len(field.data) < SHORTEST:
            raise ValidationError(f"Hãy dùng ít nhất {SHORTEST} ký tự, ví dụ bốn từ rời nhau.")
        if len(set(field.data)) < FEWEST_CHARACTERS:
            raise ValidationError("Mật khẩu lặp quá ít ký tự. Hãy dùng bốn từ rời nhau.")
        if field.data == self.password.data:
            raise ValidationError("Mật khẩu mới trùng mật khẩu hiện tại.")

    def validate_again_password(self, field: SecretField) -> None:
        """Refuse a slip of the finger."""
        if field.data != self.new_password.data:
            raise ValidationError("Hai lần gõ mật khẩu mới chưa giống nhau.")


class PostForm(Form):
    """Which of one's posts to act in."""

    post_id = RadioChoiceField(
        "Làm việc với chức vụ", required="Hãy chọn một chức vụ.", coerce=identity
    )
