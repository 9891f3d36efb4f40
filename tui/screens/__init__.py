"""The screens: the main one."""
