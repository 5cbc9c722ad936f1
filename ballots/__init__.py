"""The bytes of the secret ballot: sealing, receipts, the published file and its verifier.

Standard library, `cryptography` and `domain` only: an observer can read it, and run the verifier, without the app.
"""
