"""What ships with the program: fonts, icons, translations and samples."""
