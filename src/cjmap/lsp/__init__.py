"""The language server: what an editor shows of maps while they are typed.

Everything but `server` and `wire` speaks in our own spans; those two know the protocol.
"""
