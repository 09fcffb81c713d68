package org.theriac.core.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * Something that the reader of the report should know: a repair that the field accepts, a warning, a count of excluded rows.
 *
 * @param where the child run in which it arose, such as {@code "fold 1/deepsurv"}; empty at the top
 * @param code a stable word for programs, such as {@code "unseen-level"}
 * @param sentence one sentence for people
 * @param count how many rows, columns or times it concerns
 */
public record Notice(String where, String code, String sentence, long count) {
    /** Notices as results.json and provenance.json hold them. */
    public static ArrayNode json(List<Notice> notices) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        notices.forEach(notice -> json.addObject()
                .put("where", notice.where())
                .put("code", notice.code())
                .put("sentence", notice.sentence())
                .put("count", notice.count()));
        return json;
    }
}
