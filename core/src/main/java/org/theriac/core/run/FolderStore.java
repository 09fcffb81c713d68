package org.theriac.core.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.theriac.core.SurroundingsError;

/**
 * Pieces as files of one folder. Each is written under another name, forced to the disk and renamed; a checksum tells a damaged one. File names hold
 * a readable part of the piece's name and a digest of the whole, so that no two names meet on any file system and none is too long.
 */
final class FolderStore implements Store {
    private static final int MOST_READABLE = 40;
    private static final int DIGEST_BYTES = 8;
    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder;
    }

    /** A name that any file system takes. */
    static String fileName(String name) {
        String readable =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        byte[] digest = RandomStreams.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
        return readable.substring(0, Math.min(MOST_READABLE, readable.length()))
                + "-"
                + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    private Path file(String name) {
        return folder.resolve(fileName(name) + ".piece");
    }

    @Override
    public Optional<byte[]> read(String name) {
        Path file = file(name);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            if (bytes.remaining() < Integer.BYTES) {
                throw damaged(file);
            }
            int checksum = bytes.getInt();
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            if (checksum != checksum(content)) {
                throw damaged(file);
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new SurroundingsError(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static SurroundingsError damaged(Path file) {
        return new SurroundingsError(file
                + " is damaged: its checksum is wrong. Check the disk, then start the run anew in another folder.");
    }

    @Override
    public void write(String name, byte[] content) {
        Path file = file(name);
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                writeAll(channel, ByteBuffer.allocate(Integer.BYTES).putInt(0, checksum(content)));
                writeAll(channel, ByteBuffer.wrap(content));
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
        } catch (IOException e) {
            throw new SurroundingsError(
                    file + " cannot be written: " + e.getMessage()
                            + ". Check that the disk is not full and that you may write there.",
                    e);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes the rename itself survive a loss of power, where the system can. */
    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (java.nio.file.AccessDeniedException windows) {
            // Windows opens no folders; there the rename is journalled.
            return;
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new SurroundingsError(file(name) + " cannot be deleted: " + e.getMessage() + ".", e);
        }
    }

    private static int checksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return (int) checksum.getValue();
    }
}
