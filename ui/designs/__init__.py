"""版式: how certificates, badges and exam cards look, laid out on a true page."""
