# cjmap with all that PDFs need, Chinese fonts included:  docker build -t cjmap .
# Then, in a folder with maps:  docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/maps" cjmap render .
FROM python:3.13-slim

RUN apt-get update -q
RUN apt-get install -q -y --no-install-recommends \
    git libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-core fonts-noto-cjk
RUN rm -rf /var/lib/apt/lists/*

COPY requirements/run.txt requirements/build.txt /src/requirements/
RUN pip install --quiet --no-cache-dir --require-hashes -r /src/requirements/run.txt -r /src/requirements/build.txt
COPY pyproject.toml README.md LICENSE CHANGELOG.md /src/
COPY src /src/src
COPY templates /src/templates
RUN pip install --quiet --no-cache-dir --no-deps --no-build-isolation /src
RUN cjmap doctor

# mounted repositories belong to whoever runs the container
RUN git config --system --add safe.directory '*'
ENV HOME=/tmp
USER nobody
WORKDIR /maps
ENTRYPOINT ["cjmap"]
CMD ["--help"]
