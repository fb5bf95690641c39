package io.millrace.training.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.List;

/** A setting of an operator. */
public record Attribute(AttributeProto proto) {

    public static Attribute ofText(String name, String value) {
        return new Attribute(
                builder(name, AttributeProto.AttributeType.STRING)
                        .setS(ByteString.copyFromUtf8(value))
                        .build());
    }

    public static Attribute ofLong(String name, long value) {
        return new Attribute(builder(name, AttributeProto.AttributeType.INT).setI(value).build());
    }

    public static Attribute ofLongs(String name, List<Long> values) {
        return new Attribute(
                builder(name, AttributeProto.AttributeType.INTS).addAllInts(values).build());
    }

    public static Attribute ofFloats(String name, List<Float> values) {
        return new Attribute(
                builder(name, AttributeProto.AttributeType.FLOATS).addAllFloats(values).build());
    }

    public static Attribute ofTexts(String name, List<String> values) {
        AttributeProto.Builder builder = builder(name, AttributeProto.AttributeType.STRINGS);
        values.forEach(value -> builder.addStrings(ByteString.copyFromUtf8(value)));
        return new Attribute(builder.build());
    }

    private static AttributeProto.Builder builder(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
