"""What people see and submit: view models to Adaptive Cards, submitted inputs to typed commands.

Every word that a person reads is written here, passed through `cards.words`.
"""
