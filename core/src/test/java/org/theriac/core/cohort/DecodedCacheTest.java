package org.theriac.core.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecodedCacheTest {
    @Test
    void whatWasUsedLongestAgoMakesRoomAndTheBoundHolds() {
        DecodedCache<String> cache = new DecodedCache<>(100);
        cache.put(1, "a", 40);
        cache.put(2, "b", 40);
        assertThat(cache.get(1)).contains("a");
        cache.put(3, "c", 40);
        assertThat(cache.get(2)).isEmpty();
        assertThat(cache.get(1)).contains("a");
        assertThat(cache.get(3)).contains("c");
        assertThat(cache.memory()).isEqualTo(80);
    }

    @Test
    void aValueAboveTheBoundIsNotKeptAndOneThatIsThereCountsOnce() {
        DecodedCache<String> cache = new DecodedCache<>(100);
        cache.put(1, "a", 60);
        cache.put(2, "large", 101);
        cache.put(1, "a", 60);
        assertThat(cache.get(2)).isEmpty();
        assertThat(cache.memory()).isEqualTo(60);
    }
}
