"""The cookie of a browser: signed, and good whatever a clock says."""

from __future__ import annotations

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature


class Cookies(SecureCookieSessionInterface):
    """As Flask's own, but the time at which a cookie was signed is not looked at: after a clock was set back all would
    be from the future, and everybody's conversations out of reach. A browser forgets it in time, and a login has its
    end in `web.storage.logins`."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        signer = self.get_signing_serializer(app)
        if signer is None:
            return None
        value = request.cookies.get(self.get_cookie_name(app))
        if not value:
            return self.session_class()
        try:
            return self.session_class(signer.loads(value))
        except BadSignature:
            return self.session_class()
