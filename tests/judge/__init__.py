"""What reading is worth, measured on mail that nobody here wrote (issue 4's floors); run by `make judge-reading`."""
