# openbogo as a container: the daemon, Dagster's pages or a single command. Reports and releases
# live in /data (raw/, outputs/); nothing is fetched at run time but what npm brings for the SQL page.
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install --yes --no-install-recommends npm \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements/runtime.txt requirements/ui.txt requirements/postgres.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/runtime.txt \
    && pip install --no-cache-dir --require-hashes --no-deps -r requirements/ui.txt -r requirements/postgres.txt
COPY pyproject.toml README.md LICENSE ./
COPY pipeline pipeline
COPY schemas schemas
COPY raw raw
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

RUN useradd --create-home --uid 1000 openbogo && mkdir -p /data && chown openbogo /data
USER openbogo
WORKDIR /data
ENV OPENBOGO_HOME=/data DAGSTER_HOME=/data/dagster
VOLUME /data
CMD ["dagster-daemon", "run", "-m", "pipeline.definitions"]
