"""The room of the models: packages, trainings, the trial, and pictures worth a label."""
