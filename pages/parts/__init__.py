"""What the pages share. `charts`, `palette` and `prose` never import Streamlit."""
