"""The domain's reasoning: pure, without framework, input, output or clock."""
