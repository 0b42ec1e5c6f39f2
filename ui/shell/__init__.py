"""The frame around all pages: window, navigation, header, welcome, crash dialog."""
