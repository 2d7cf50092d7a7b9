"""Speed, measured side by side in one run and judged as ratios; never a timed test."""
