package io.millrace.connector.mqtt.broker;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one broker for all classes, since a broker takes seconds to start. */
public final class SharedBroker implements ParameterResolver {

    private record Holder(BrokerProcess broker)
            implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() throws InterruptedException {
            broker.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BrokerProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Holder.class, type -> start(), Holder.class)
                .broker();
    }

    private static Holder start() {
        try {
            return new Holder(BrokerProcess.start());
        } catch (Exception e) {
            throw new IllegalStateException("The broker did not start", e);
        }
    }
}
