"""Papers of an exam to hold in the hand, as PDF or Word. Loads ReportLab: import it late."""
