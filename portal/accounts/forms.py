"""What a browser may send to sign in and out."""

from dataclasses import dataclass

from portal.forms import Hidden, PlainText, PortalForm, Secret
from portal.language import lazy


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and a password as typed."""

    name: str
    password: str


class SignInForm(PortalForm):
    """The name and password of a member of staff, and where they were going."""

    name = PlainText(lazy("Name"), needed=lazy("Enter the name you sign in with."))
    password = Secret(lazy("Password"), needed=lazy("Enter your password."))
    then = Hidden()

    def handed(self) -> Credentials:
        """Hand on what was typed."""
        return Credentials(self.name.words, self.password.words)

    def onward(self, otherwise: str) -> str:
        """Return the page of this portal they were going to, else another address."""
        wanted = str(self.then.words)
        is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
        return wanted if is_ours else otherwise

    def refuse_credentials(self) -> None:
        """Say that no such name and password go together, without saying which is wrong."""
        self.refuse(self.name, lazy("No name and password match. Check both and try again."))

    def refuse_haste(self) -> None:
        """Say that too many tries were refused."""
        self.refuse(
            None, lazy("Too many tries were refused. Wait a quarter of an hour, then try again.")
        )


class SignOutForm(PortalForm):
    """The press of the sign-out button."""
