package io.millrace.local.protocol;

import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import java.util.Map;

/**
 * The services are up.
 *
 * @param directory where their data and their log lie
 * @param startMillis how long each service took to come up, in milliseconds
 */
public record Ready(Endpoints endpoints, String directory, Map<Service, Long> startMillis) {}
