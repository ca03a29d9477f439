"""Small PyTorch helpers of the course, one concept a module: import the module you need."""
