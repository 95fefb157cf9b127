# The site under gunicorn. docker-compose.yml runs it with PostgreSQL and nginx.
FROM python:3.13-slim AS packages
COPY requirements.txt requirements-s3.txt /
# docker compose build --build-arg WITH_S3=1: for images in a bucket.
ARG WITH_S3=
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r /requirements.txt \
    ${WITH_S3:+-r /requirements-s3.txt}

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /srv/site site \
    && install -d -o site -g site /srv/site /srv/site/static /srv/site/media /srv/site/baked /srv/site/reads \
    && install -o site -g site /dev/null /srv/site/reads/nginx.log
COPY --from=packages /venv /venv
WORKDIR /srv/site/code
# The last run of the tests, for the accessibility statement; the bracket lets it be missing.
COPY manage.py var/test-run.jso[n] ./
COPY deploy/gunicorn.conf.py deploy/
COPY mscoe mscoe
COPY articles articles
COPY accessibility accessibility
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    BIND=0.0.0.0:8000 STATIC_ROOT=/srv/site/static MEDIA_ROOT=/srv/site/media \
    TEST_RUN=/srv/site/code/test-run.json BAKED_ROOT=/srv/site/baked \
    READS_LOG=/srv/site/reads/nginx.log
USER site
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "mscoe.wsgi"]
