"""Data files of the desktop application: fonts, icons, translations."""
