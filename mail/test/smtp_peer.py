# SPDX-License-Identifier: MIT
"""smtp_peer.py PORT OPTIONS: an SMTP server that keeps each letter as N.json in its folder, read by Python's own
parser. OPTIONS is a JSON object: "certificate" and "key", "implicit" (TLS from the start), "user" and "password"."""
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

port, options = int(sys.argv[1]), json.loads(sys.argv[2])
wants_user = "user" in options


class Letters:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("refused"):
            return "550 5.1.1 no such user"
        if address.startswith("later"):
            return "451 4.3.0 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        parsed = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        letter = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "encrypted": options.get("implicit", False) or session.ssl is not None,
            "user": session.auth_data,
            "raw": envelope.original_content.decode("latin-1"),
            "fields": {name: str(value) for name, value in parsed.items()},
            "text": parsed.get_content(),
            "defects": [str(one) for one in parsed.defects],
        }
        with open(f"{self.count}.json", "w", encoding="utf-8") as file:
            json.dump(letter, file)
        self.count += 1
        return "250 OK"


def authenticator(server, session, envelope, mechanism, auth_data):
    good = (auth_data.login.decode(), auth_data.password.decode()) == (options["user"], options["password"])
    return AuthResult(success=good, handled=good, auth_data=auth_data.login.decode())


context = None
if "certificate" in options:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options["certificate"], options["key"])
implicit = options.get("implicit", False)
Controller(
    Letters(),
    hostname="127.0.0.1",
    port=port,
    ssl_context=context if implicit else None,
    tls_context=None if implicit else context,
    require_starttls=context is not None and not implicit,
    authenticator=authenticator if wants_user else None,
    auth_required=wants_user,
    auth_require_tls=not implicit,
).start()
open("ready", "w").close()
asyncio.new_event_loop().run_forever()
