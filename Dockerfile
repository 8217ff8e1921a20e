FROM python:3.13-slim-trixie AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
 && pip wheel --no-cache-dir --wheel-dir /wheels --requirement service/requirements-demo.txt

FROM python:3.13-slim-trixie
# What makes a PDF of a Word paper, with letters as wide as Times New Roman's.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends fonts-liberation libreoffice-writer-nogui \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 sauro \
 && install --directory --owner=sauro --mode=0700 /var/lib/sauro
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels sauro==0.1.0
ENV PYTHONUNBUFFERED=1 SAURO_DATA=/var/lib/sauro
USER 10001
VOLUME /var/lib/sauro
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["gunicorn", "--bind=0.0.0.0:8000", "--workers=2", "--worker-class=gthread", "--threads=32", "--graceful-timeout=5", "--keep-alive=5", "--max-requests=5000", "--max-requests-jitter=500", "--log-level=warning", "--no-control-socket", "web.app:create_app()"]
