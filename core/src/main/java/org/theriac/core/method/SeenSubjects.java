package org.theriac.core.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.theriac.core.cohort.Cohort;

/**
 * Whom a model has learned from, as keyed digests, so that nobody it has seen is mistaken for a new patient: neither in the test rows of a study
 * that builds on the model, nor in a table that it predicts. Each training set has a key of its own, so digests of two models tell nothing of each
 * other.
 *
 * <p>Digests are pseudonyms. Whoever holds them, their key and somebody's identifier can find out whether that person was in training: this is what
 * they are for. Immutable.
 */
public final class SeenSubjects {
    /** Of a model whose training table named no subjects, or that tells of nobody. */
    public static final SeenSubjects UNKNOWN = new SeenSubjects(List.of());

    private static final String ALGORITHM = "HmacSHA256";
    private static final String DIGEST = "first 64 bits of HMAC-SHA256";

    private final List<Group> groups;

    private SeenSubjects(List<Group> groups) {
        this.groups = List.copyOf(groups);
    }

    /** The subjects of one training set. */
    private static final class Group {
        private final byte[] key;
        private final long[] digests;
        private final Mac mac;

        Group(byte[] key, long[] digests) {
            this.key = key;
            this.digests = digests;
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no " + ALGORITHM, e);
            }
        }

        static Group of(Set<String> subjects) {
            Group group = new Group(key(subjects), new long[subjects.size()]);
            int next = 0;
            for (String subject : subjects) {
                group.digests[next++] = group.digest(subject);
            }
            Arrays.sort(group.digests);
            return group;
        }

        /** A key that the same training set always gets: a run that is repeated writes the same bits. */
        private static byte[] key(Set<String> subjects) {
            try {
                MessageDigest all = MessageDigest.getInstance("SHA-256");
                for (String subject : subjects) {
                    all.update(subject.getBytes(StandardCharsets.UTF_8));
                    all.update((byte) 0);
                }
                return all.digest();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no SHA-256", e);
            }
        }

        synchronized long digest(String subject) {
            return ByteBuffer.wrap(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        }

        boolean holds(String subject) {
            return Arrays.binarySearch(digests, digest(subject)) >= 0;
        }

        ObjectNode json() {
            ByteBuffer bytes = ByteBuffer.allocate(digests.length * Long.BYTES);
            bytes.asLongBuffer().put(digests);
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("subjects", digests.length)
                    .put("key", key)
                    .put("digests", bytes.array());
        }

        static Group of(JsonNode json) {
            try {
                byte[] digests = json.path("digests").binaryValue();
                byte[] key = json.path("key").binaryValue();
                if (digests == null || key == null || key.length == 0 || digests.length % Long.BYTES != 0) {
                    throw new IllegalArgumentException("its digests of subjects are not whole");
                }
                long[] read = new long[digests.length / Long.BYTES];
                ByteBuffer.wrap(digests).asLongBuffer().get(read);
                Arrays.sort(read);
                return new Group(key, read);
            } catch (IOException e) {
                throw new IllegalArgumentException("its digests of subjects are not in base 64", e);
            }
        }
    }

    /** The subjects of some rows; {@link #UNKNOWN} where the rows' table names none. */
    public static SeenSubjects of(Cohort rows) {
        if (!rows.namesSubjects() || rows.rows() == 0) {
            return UNKNOWN;
        }
        Set<String> subjects = new TreeSet<>();
        for (int row = 0; row < rows.rows(); row++) {
            subjects.add(rows.subject(row));
        }
        return new SeenSubjects(List.of(Group.of(subjects)));
    }

    /** Both together: those that a model was trained on, and those that what it started from had been trained on. */
    public SeenSubjects and(SeenSubjects others) {
        List<Group> all = new ArrayList<>(groups);
        all.addAll(others.groups);
        return new SeenSubjects(all);
    }

    /** Whether anybody is named. */
    public boolean isKnown() {
        return !groups.isEmpty();
    }

    /** Whether the model has learned from this subject. */
    public boolean holds(String subject) {
        return groups.stream().anyMatch(group -> group.holds(subject));
    }

    /** How many of the rows belong to subjects that the model has learned from. */
    public long rowsAmong(Cohort rows) {
        if (!isKnown() || !rows.namesSubjects()) {
            return 0;
        }
        return Arrays.stream(rows.allRows())
                .filter(row -> holds(rows.subject(row)))
                .count();
    }

    /** As a model folder keeps them. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("digest", DIGEST);
        ArrayNode trainingSets = json.putArray("training_sets");
        groups.forEach(group -> trainingSets.add(group.json()));
        return json;
    }

    /** @throws IllegalArgumentException if this is not what {@link #json} gives */
    public static SeenSubjects of(JsonNode json) {
        if (!json.path("digest").asText().equals(DIGEST)) {
            throw new IllegalArgumentException("its digests of subjects are of an unknown kind");
        }
        List<Group> groups = new ArrayList<>();
        json.path("training_sets").forEach(group -> groups.add(Group.of(group)));
        return new SeenSubjects(groups);
    }
}
