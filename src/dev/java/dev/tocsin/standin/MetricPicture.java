package dev.tocsin.standin;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.DoubleStream;

import javax.imageio.ImageIO;

/** Draws lines over time as CloudWatch does, without words, for which there might be no font. */
final class MetricPicture {

    private static final Color[] COLOURS = { new Color(0x1f77b4), new Color(0xff7f0e), new Color(0x2ca02c),
            new Color(0x9467bd), new Color(0x8c564b) };
    private static final Color THRESHOLD = new Color(0xd62728);
    private static final int MARGIN = 12;
    private static final int GRID_LINES = 4;

    private final int width;
    private final int height;
    private final boolean isDark;

    MetricPicture(int width, int height, boolean isDark) {
        this.width = width;
        this.height = height;
        this.isDark = isDark;
    }

    byte[] png(Instant start, Instant end, List<NavigableMap<Instant, Double>> lines, List<Double> thresholds) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(isDark ? new Color(0x1b1d21) : Color.WHITE);
        pen.fillRect(0, 0, width, height);
        double top = DoubleStream.concat(lines.stream().flatMap(line -> line.values().stream()).mapToDouble(value -> value),
                thresholds.stream().mapToDouble(value -> value)).max().orElse(1);
        top = top <= 0 ? 1 : top * 1.1;
        grid(pen);
        pen.setStroke(new BasicStroke(2));
        for (int i = 0; i < lines.size(); i++) {
            pen.setColor(COLOURS[i % COLOURS.length]);
            pen.draw(path(start, end, lines.get(i), top));
        }
        pen.setColor(THRESHOLD);
        for (double threshold : thresholds) {
            int y = (int) y(threshold, top);
            pen.drawLine(MARGIN, y, width - MARGIN, y);
        }
        pen.dispose();
        return encoded(image);
    }

    private void grid(Graphics2D pen) {
        pen.setColor(isDark ? new Color(0x3d3f44) : new Color(0xe4e2df));
        for (int i = 0; i <= GRID_LINES; i++) {
            int y = MARGIN + (height - 2 * MARGIN) * i / GRID_LINES;
            pen.drawLine(MARGIN, y, width - MARGIN, y);
        }
    }

    private Path2D path(Instant start, Instant end, NavigableMap<Instant, Double> line, double top) {
        Path2D path = new Path2D.Double();
        line.forEach((time, value) -> {
            double share = Duration.between(start, time).toMillis() / (double) Duration.between(start, end).toMillis();
            double x = MARGIN + (width - 2 * MARGIN) * share;
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y(value, top));
            } else {
                path.lineTo(x, y(value, top));
            }
        });
        return path;
    }

    private double y(double value, double top) {
        return height - MARGIN - (height - 2.0 * MARGIN) * Math.max(0, value) / top;
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
