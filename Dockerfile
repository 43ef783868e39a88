# The job with its cluster, for Kubernetes (k8s/) and docker-compose.yaml. Build the jar first:
#   mvn -DskipTests package
#   docker build -t entrawatch:0.1.0 .
FROM flink:2.3.0-java17

# Object stores, here and not when the container starts: its root file system is read-only then.
RUN mkdir -p "$FLINK_HOME/plugins/s3-fs-presto" "$FLINK_HOME/plugins/azure-fs-hadoop" \
    && cp "$FLINK_HOME"/opt/flink-s3-fs-presto-*.jar "$FLINK_HOME/plugins/s3-fs-presto/" \
    && cp "$FLINK_HOME"/opt/flink-azure-fs-hadoop-*.jar "$FLINK_HOME/plugins/azure-fs-hadoop/"

# A volume of Docker's takes its owner from the folder that it is mounted on (docker-compose.yaml).
RUN install -d -o 9999 -g 9999 /opt/entrawatch/checkpoints

# They belong to root: what runs cannot change them.
COPY LICENSE NOTICE /opt/entrawatch/
COPY target/entrawatch.jar /opt/flink/usrlib/entrawatch.jar

# The user flink of the base image, as a number, so that Kubernetes can tell that it is not root.
USER 9999:9999
