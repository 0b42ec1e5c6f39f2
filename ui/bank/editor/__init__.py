"""The editor of questions: its form, its preview, and the page that holds both."""
