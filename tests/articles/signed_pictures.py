"""Pictures with Content Credentials, signed with certificates that are made here and trusted by nobody."""

import datetime
import functools
import io
import json
import os

import pytest
from PIL import Image as Pixels

VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SIGNER = "Meridian Images"


def library():
    """Return the module `c2pa`; without it the test is skipped, and fails where CI promises to have it."""
    try:
        import c2pa
    except ImportError:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("The extra “c2pa” is not installed.")
    return c2pa


def certificate(name, key, issuer, issuing_key):
    """Return a certificate for a name, of an authority where it is its own issuer, that is valid for a month."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    def full(organisation):
        return x509.Name(
            [x509.NameAttribute(each, organisation) for each in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)]
        )

    is_authority, now = name == issuer, datetime.datetime.now(datetime.UTC)
    uses = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    uses |= {"digital_signature": not is_authority, "key_cert_sign": is_authority, "crl_sign": is_authority}
    builder = (
        x509.CertificateBuilder()
        .subject_name(full(name))
        .issuer_name(full(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(is_authority, None), True)
        .add_extension(x509.KeyUsage(**uses), True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing_key.public_key()), False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )
    if not is_authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
    return builder.sign(issuing_key, hashes.SHA256())


@functools.cache
def chain_and_key():
    """Return the certificates of `SIGNER` and its authority, and the key of the former, as PEM."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    root, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    chain = certificate(SIGNER, key, "Test Root", root), certificate("Test Root", root, "Test Root", root)
    pem = b"".join(each.public_bytes(Encoding.PEM) for each in chain)
    return pem, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def signed(*actions, media_type="image/jpeg", elsewhere=""):
    """Return a picture whose credentials say these actions; with `elsewhere`, they are only at that address."""
    c2pa = library()
    manifest = {
        "claim_generator_info": [{"name": "Lightbox", "version": "3.1"}],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": list(actions)}}],
    }
    picture, out = io.BytesIO(), io.BytesIO()
    Pixels.new("RGB", (160, 90), "teal").save(picture, media_type.partition("/")[2])
    picture.seek(0)
    builder = c2pa.Builder(json.dumps(manifest))
    if elsewhere:
        builder.set_remote_url(elsewhere)
        builder.set_no_embed()
    pem, key = chain_and_key()
    builder.sign(c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", pem, key, None)), media_type, picture, out)
    return out.getvalue()


def created(source_type="trainedAlgorithmicMedia", program="Paintbox"):
    """Return the action by which a program made a picture."""
    return {"action": "c2pa.created", "digitalSourceType": VOCABULARY + source_type, "softwareAgent": {"name": program}}
