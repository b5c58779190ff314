"""The statistics page: charts over many parts, each leading to the rows behind it."""
