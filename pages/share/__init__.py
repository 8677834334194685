"""What leaves a page: downloads, pictures, the brief, a chart in another site's frame. It imports panels and app."""
