"""The certificate that a server on the room's network shows: made for the occasion, or the board's.

People compare its fingerprint with the one on the host's screen; nothing else vouches for it.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import ssl
import tempfile
from pathlib import Path

from workshop_tui.practice.problems import Problem

_HOURS = 36


def made_for(addresses: list[str]) -> tuple[ssl.SSLContext, str]:
    """A context with a new certificate for these addresses, and its fingerprint (SHA-256).

    The key lives in memory and, while it is read in, in a file that only this person may read.

    Raises:
        Problem: If what makes certificates is not installed.
    """
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.x509.oid import NameOID
    except ImportError:
        raise Problem(
            "To serve on a network, install what it takes once: pip install 'workshop-tui[serve]'."
        ) from None
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "workshop-tui")])
    now = dt.datetime.now(dt.UTC)
    known = [x509.IPAddress(ipaddress.ip_address(one)) for one in addresses]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=10))
        .not_valid_after(now + dt.timedelta(hours=_HOURS))
        .add_extension(x509.SubjectAlternativeName(known), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with tempfile.TemporaryDirectory() as folder:  # for this person's eyes alone
        path = Path(folder) / "pair.pem"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret + certificate.public_bytes(serialization.Encoding.PEM))
        context = _context(path, None)
    return context, _shown(certificate.fingerprint(hashes.SHA256()))


def from_files(certificate: Path, key: Path | None) -> tuple[ssl.SSLContext, str]:
    """A context with an organisation's own certificate, and its fingerprint.

    Raises:
        Problem: If it cannot be read or does not fit its key.
    """
    import hashlib

    try:
        context = _context(certificate, key)
        first = certificate.read_text("ascii").partition("-----END CERTIFICATE-----")
        body = "".join(first[:2])
        der = ssl.PEM_cert_to_DER_cert(body[body.index("-----BEGIN CERTIFICATE-----") :])
    except (OSError, ValueError) as error:
        raise Problem(
            f"The certificate {certificate.name} cannot be used ({type(error).__name__}). It must "
            "be a PEM file, with its key in it or given by --key."
        ) from None
    return context, _shown(hashlib.sha256(der).digest())


def _context(certificate: Path, key: Path | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    return context


def _shown(digest: bytes) -> str:
    return ":".join(f"{byte:02X}" for byte in digest)
