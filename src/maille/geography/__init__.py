"""Communes, departments and regions of France and Belgium."""
