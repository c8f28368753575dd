"""What a claim is: windows, probability words, outcomes, events and the decisions about them. Pure."""
