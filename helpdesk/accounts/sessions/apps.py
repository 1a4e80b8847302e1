from allauth.usersessions.apps import UserSessionsConfig


class Sessions(UserSessionsConfig):
    """allauth's list of one's own logins. It would look through all of a person's sessions at each login, several
    queries for each of them; ours notes the new one and leaves the rest to the clock."""

    def ready(self):
        from allauth.account import signals as account
        from allauth.usersessions import signals as allauth

        from helpdesk.accounts.sessions import keeping

        account.user_logged_in.connect(keeping.note_login, dispatch_uid="note login")
        for signal in (account.password_changed, account.password_set):
            signal.connect(allauth.on_password_changed, dispatch_uid="note session after a password change")
            signal.connect(keeping.forget_others, dispatch_uid="forget sessions after a password change")
