"""Agency seats: the grid, the organisation beside it, and what is done with a seat."""
