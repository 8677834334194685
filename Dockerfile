# The dashboard for readers: not root, and nothing is written but below /tmp, so that its file system can be read-only.
FROM python:3.11-slim

RUN useradd --system --uid 10001 --no-create-home --home-dir /tmp reader && install --directory --owner=reader /edition
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY pyproject.toml LICENSE dashboard.py ./
COPY .streamlit .streamlit
COPY loaders loaders
COPY pages pages
COPY data data
RUN python -m compileall -q loaders pages dashboard.py

ENV DEPORTATION_FLOWS_MODE=server PYTHONDONTWRITEBYTECODE=1
USER reader
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD python -c "import os, urllib.request as web; \
    base = os.environ.get('STREAMLIT_SERVER_BASE_URL_PATH', '').strip('/'); \
    web.urlopen('http://127.0.0.1:8501' + (base and '/' + base) + '/_stcore/health', timeout=4)"
CMD ["python", "dashboard.py"]
