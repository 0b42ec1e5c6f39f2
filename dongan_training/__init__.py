"""The core of 东安培训: everything the product can do, without a screen."""

__version__ = "0.1.0"
