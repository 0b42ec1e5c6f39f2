"""Designs: how a certificate or a badge looks, as data in millimetres."""
