package org.theriac.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.SeenSubjects;

/**
 * What a model folder holds, before the method that made it brings it to life: enough for a method that takes over a part of it.
 *
 * @param method id of the method
 * @param settings of the method, all written out
 * @param seen whom the model was learned from, as far as the folder says
 */
public record StoredModel(String method, JsonNode settings, ModelState state, SeenSubjects seen) {}
