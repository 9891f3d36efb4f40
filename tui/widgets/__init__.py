"""The widgets: lines on a screen, the header, the footer, a find box, plots."""
