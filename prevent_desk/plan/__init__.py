"""The delivery plan: objectives, activities, actions and their progress."""
