package org.theriac.imaging.models;

import static org.bytedeco.pytorch.global.torch.max_pool2d;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.theriac.learning.encoder.Encoder;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.nn.BatchNorm;
import org.theriac.learning.nn.Composite;
import org.theriac.learning.nn.Convolution;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Shapes;

/**
 * Convolution 3 × 3, optional batch normalisation, rectifier and maximum over 2 × 2, several times over; the grid is the map after each time.
 * Parameters {@code conv0.weight}, {@code conv0.bias}, {@code norm0.weight} ….
 */
public final class TextbookCnn extends Composite implements Encoder<Images, Features.Grid> {
    private final int inputs;
    private final List<Convolution> convolutions = new ArrayList<>();
    private final List<BatchNorm> norms = new ArrayList<>();

    /** @param inputs channels of the images */
    public TextbookCnn(Initialiser init, int inputs, CnnSettings settings) {
        this.inputs = inputs;
        int width = inputs;
        for (int outputs : settings.channels()) {
            int i = convolutions.size();
            convolutions.add(part("conv" + i, new Convolution(init, convolution(width, outputs, settings))));
            if (settings.batchNorm()) {
                norms.add(part("norm" + i, new BatchNorm(init, outputs)));
            }
            width = outputs;
        }
    }

    private static Convolution.Settings convolution(int inputs, int outputs, CnnSettings settings) {
        Convolution.Settings convolution = Convolution.Settings.of(inputs, outputs, 3);
        return settings.padding() == CnnSettings.Padding.SAME ? convolution.same() : convolution;
    }

    /** The side of the coarsest map for a side of the image; 0 if the image is too small. */
    static int coarsest(int side, CnnSettings settings) {
        int border = settings.padding() == CnnSettings.Padding.SAME ? 0 : 2;
        int left = side;
        for (int i = 0; i < settings.channels().size(); i++) {
            left = Math.max(0, left - border) / 2;
        }
        return left;
    }

    @Override
    public Features.Grid encode(Images input, Pass pass) {
        Tensor x = Shapes.check(input.pixels(), "B", inputs, "H", "W");
        List<Tensor> maps = new ArrayList<>();
        for (int i = 0; i < convolutions.size(); i++) {
            // With the channels last, a maximum takes a ninth of the time.
            x = convolutions.get(i).forward(x, pass).contiguous(MemoryFormat.ChannelsLast);
            if (!norms.isEmpty()) {
                x = norms.get(i).forward(x, pass);
            }
            x = max_pool2d(x.relu_(), 2, 2);
            maps.add(x);
        }
        return new Features.Grid(maps);
    }

    @Override
    public int outputs() {
        return convolutions.get(convolutions.size() - 1).settings().outputs();
    }
}
