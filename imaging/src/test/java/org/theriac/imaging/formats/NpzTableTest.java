package org.theriac.imaging.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.StoredFile;

class NpzTableTest {
    /** A .npy file as NumPy writes it: version 1, header padded to a multiple of 64. */
    private static byte[] npy(String type, String shape, byte[] data) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        String padded = header + " ".repeat((64 - (10 + header.length() + 1) % 64) % 64) + "\n";
        ByteBuffer file =
                ByteBuffer.allocate(10 + padded.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        file.putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .put(data);
        return file.array();
    }

    private static StoredFile npz(Map<String, byte[]> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        }
        byte[] all = bytes.toByteArray();
        return new StoredFile("a.npz", all.length, () -> new ByteArrayInputStream(all));
    }

    private static Map<String, byte[]> arrays(Object... namesAndArrays) {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        for (int i = 0; i < namesAndArrays.length; i += 2) {
            arrays.put((String) namesAndArrays[i], (byte[]) namesAndArrays[i + 1]);
        }
        return arrays;
    }

    private static List<Column<?>> read(Object... namesAndArrays) throws IOException {
        return new NpzTable().read(npz(arrays(namesAndArrays)));
    }

    @Test
    void anArrayOfPixelsIsAColumnOfPictures() throws IOException {
        byte[] pixels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        List<Column<?>> columns = read("x", npy("|u1", "2, 2, 3", pixels), "y", npy("<f4", "2,", floats(1.5f, -2f)));
        FileColumn<?> pictures = (FileColumn<?>) columns.get(0);
        Image second = (Image) pictures.get(1);
        assertThat(second.width()).isEqualTo(3);
        assertThat(second.sample(1, 0, 0)).isEqualTo(9);
        assertThat(pictures.digest(0)).isNotEqualTo(pictures.digest(1));
        assertThat(((NumberColumn) columns.get(1)).values()).containsExactly(1.5, -2);
    }

    @Test
    void partsStandOneBelowTheOther() throws IOException {
        byte[] picture = new byte[4];
        List<Column<?>> columns = read(
                "train_images", npy("|u1", "2, 2, 2", new byte[8]),
                "val_images", npy("|u1", "1, 2, 2", picture),
                "test_images", npy("|u1", "1, 2, 2", picture),
                "train_labels", npy("|u1", "2, 1", new byte[] {0, 1}),
                "val_labels", npy("|u1", "1, 1", new byte[] {1}),
                "test_labels", npy("|u1", "1, 1", new byte[] {0}));
        assertThat(columns).extracting(Column::name).containsExactly("images", "labels", "part");
        assertThat(((NumberColumn) columns.get(1)).values()).containsExactly(0, 1, 1, 0);
        CategoryColumn part = (CategoryColumn) columns.get(2);
        assertThat(List.of(part.get(1), part.get(2), part.get(3))).containsExactly("train", "val", "test");
        assertThat(((FileColumn<?>) columns.get(0)).digest(2)).isEqualTo(((FileColumn<?>) columns.get(0)).digest(3));
    }

    @Test
    void aNarrowArrayHasAColumnForEachNumber() throws IOException {
        List<Column<?>> columns =
                read("z", npy(">i2", "2, 2", new byte[] {0, 1, 0, 2, 0, 3, (byte) 0xff, (byte) 0xff}));
        assertThat(columns).extracting(Column::name).containsExactly("z_1", "z_2");
        assertThat(((NumberColumn) columns.get(1)).values()).containsExactly(2, -1);
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheArraysName() {
        assertThatThrownBy(() -> read("x", npy("|u1", "2, 9999", new byte[3])))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a.npz: x is not an array that can be read: it holds 3 bytes");
        assertThatThrownBy(() -> read("x", npy("|u1", "99999999999", new byte[3])))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> read("x", npy("|u1", "2000000000, 2000000000, 2000000000", new byte[3])))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> read("x", npy("|O", "2", new byte[2])))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("whole and floating-point numbers");
        assertThatThrownBy(() -> read("x", npy("|u1", "2", new byte[2]), "y", npy("|u1", "3", new byte[3])))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has 3 rows where the arrays beside it have 2");
        assertThatThrownBy(() -> read("x", new byte[] {1, 2, 3}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("does not begin as one");
        byte[] text = "no archive".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() ->
                        new NpzTable().read(new StoredFile("b.npz", text.length, () -> new ByteArrayInputStream(text))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("b.npz holds no arrays");
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
