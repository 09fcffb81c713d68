package org.theriac.core.leakage;

import java.util.List;

/**
 * What one guard did.
 *
 * @param id a stable word for programs
 * @param title the question it asked, for readers
 * @param lookedAt what it looked at, in a few words; or why it did not apply
 * @param findings what it found; empty: nothing
 */
public record LeakCheck(String id, String title, String lookedAt, List<LeakFinding> findings) {
    public LeakCheck {
        findings = List.copyOf(findings);
    }
}
