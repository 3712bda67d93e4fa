package com.example.shop.refund;

import com.example.shop.security.CurrentCustomer;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class RefundController {
    private final RefundService refunds;

    public RefundController(RefundService refunds) {
        this.refunds = refunds;
    }

    @PostMapping("/payments/{id}/refund")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void refund(@CurrentCustomer long customerId, @PathVariable long id) {
        refunds.refundAll(customerId, id);
    }

    @PostMapping("/payments/{id}/refund/parts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void refundParts(
            @CurrentCustomer long customerId, @PathVariable long id, @RequestBody List<BigDecimal> parts) {
        refunds.refundParts(customerId, id, parts);
    }
}
