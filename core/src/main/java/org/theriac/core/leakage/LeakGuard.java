package org.theriac.core.leakage;

import org.theriac.core.run.Run;

/** Looks for one kind of leak. A guard changes nothing: it stops a study, or lets it pass and says what it saw. */
interface LeakGuard {
    LeakCheck check(Examined study, Run run);
}
