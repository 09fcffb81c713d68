package org.theriac.learning.explanation;

import static org.bytedeco.pytorch.global.torch.avg_pool2d;
import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Shapes;

/** What an image looks like with nothing in it: what pixels are compared with. */
public enum Baseline {
    /** Zero everywhere. */
    BLACK {
        @Override
        public Tensor of(Tensor images) {
            return zeros_like(images);
        }
    },
    /** The mean of each image's four corners: background, or the grey that covers burnt-in letters. */
    CORNERS {
        @Override
        public Tensor of(Tensor images) {
            long bottom = images.size(2) - 1;
            long right = images.size(3) - 1;
            Tensor grey = images.select(2, 0)
                    .select(2, 0)
                    .add(images.select(2, 0).select(2, right))
                    .add(images.select(2, bottom).select(2, 0))
                    .add(images.select(2, bottom).select(2, right));
            return level(grey.div(new Scalar(4.0)), images);
        }
    },
    /** The mean of each image. */
    MEAN {
        @Override
        public Tensor of(Tensor images) {
            return level(images.flatten(2, -1).mean(2), images);
        }
    },
    /** The image without detail: the means of an eighth of the width and height, smoothly joined. */
    BLURRED {
        @Override
        public Tensor of(Tensor images) {
            long height = Math.max(1, images.size(2) / CELLS);
            long width = Math.max(1, images.size(3) / CELLS);
            Tensor coarse = avg_pool2d(images, height, width);
            return upsample_bilinear2d(coarse, new long[] {images.size(2), images.size(3)}, false);
        }
    };

    private static final long CELLS = 8;

    /** Of each image {@code [B, C, H, W]} its baseline, of the same shape. */
    public abstract Tensor of(Tensor images);

    /** The same level everywhere. */
    private static Tensor level(Tensor grey, Tensor images) {
        return grey.unsqueeze(2).unsqueeze(3).expand(Shapes.of(images)).contiguous();
    }
}
